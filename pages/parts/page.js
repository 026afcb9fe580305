// Run at every visit to a page, so it must bear being run again; LANG is filled in.
document.documentElement.lang = "LANG";
window.copiesTexts ||= (document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button.copy");
  if (!button) return;
  const { copy, done } = button.dataset;
  try {
    await navigator.clipboard.writeText(copy);
  } catch { // over plain http browsers offer the old way only
    const area = Object.assign(document.createElement("textarea"), { value: copy });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const label = button.textContent;
  if (label === done) return;
  button.textContent = done;
  setTimeout(() => { button.textContent = label; }, 2000);
}), true);
// A link opens its page in the running session, the way the browser's own back and forward do. One in a table would
// lead there by loading everything anew; one of Streamlit's would leave this page with that one's choice on the way back.
window.followsLinks ||= (document.addEventListener("click", (event) => {
  const link = event.target.closest?.('.stHtml a[href], [data-testid="stPageLink"] a[href]');
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const asked = link?.getAttribute("href");
  if (!link || !plain || event.defaultPrevented || asked.startsWith("#")) return;
  const there = (address) => new URL(address.startsWith("?") ? `./${address}` : address, document.baseURI);
  const aim = there(asked), pages = [...document.querySelectorAll(".st-key-masthead a")];
  const ours = ({ origin, pathname }) => origin === aim.origin && pathname === aim.pathname;
  if (!pages.some((page) => ours(there(page.getAttribute("href"))))) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState({}, "", aim);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}, true), true); // before Streamlit's own
// Labels of links are Streamlit's, which has no word for their language: a screen reader is told it here.
window.namesLanguages ||= (() => {
  const count = (text, letters) => (text.match(letters) ?? []).length;
  const name = () => document.querySelectorAll('[data-testid="stPageLink"] p').forEach((label) => {
    const han = count(label.textContent, /[\u3400-\u9fff]/g), latin = count(label.textContent, /[A-Za-z]+/g);
    const lang = document.documentElement.lang === "en" ? (han > latin ? "zh" : "") : (han === 0 && latin > 0 ? "en" : "");
    if (lang) label.lang = lang; else label.removeAttribute("lang");
  });
  new MutationObserver(name).observe(document.body, { childList: true, characterData: true, subtree: true });
  name(); // what stands already: nothing more may come
  return true;
})();
// Charts and maps are coloured by the server: where day turns to night on a page, it is asked for them again.
window.followsTheSun ||= (matchMedia("(prefers-color-scheme: dark)").addEventListener("change",
  () => setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: {} })), 200)), true);
// A picture to take away: the server sends a map as SVG, and a chart as a figure for Plotly to draw.
window.givesPictures ||= (() => {
  const svgOf = async (answer) => {
    if (answer.headers.get("content-type").startsWith("image/svg")) return answer.text();
    const figure = await answer.json();
    const { width, height } = figure.layout;
    return decodeURIComponent((await Plotly.toImage(figure, { format: "svg", width, height })).replace(/^[^,]*,/, ""));
  };
  const pngOf = async (svg) => {
    const image = new Image();
    image.src = URL.createObjectURL(svg);
    await image.decode();
    const scale = Math.min(2, 16000 / Math.max(image.width, image.height)); // what a canvas holds
    const canvas = Object.assign(document.createElement("canvas"),
      { width: image.width * scale, height: image.height * scale });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.picture");
    if (!button) return;
    const { picture, from, failed } = button.dataset;
    const label = button.textContent;
    button.disabled = true;
    try {
      const answer = await fetch(from);
      if (!answer.ok) throw new Error(await answer.text());
      const name = decodeURIComponent(answer.headers.get("content-disposition").split("''")[1]);
      const svg = new Blob([await svgOf(answer)], { type: "image/svg+xml" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(picture === "png" ? await pngOf(svg) : svg);
      link.download = name.replace(/\w+$/, picture);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } catch (error) {
      console.warn(error);
      button.textContent = failed;
      setTimeout(() => { button.textContent = label; }, 4000);
    }
    button.disabled = false;
  }, true);
  return true;
})();

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
// A link in a table opens its page in the running session, the way the browser's own back and forward do; without this
// it would still lead there, by loading everything anew.
window.followsLinks ||= (document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".stHtml a[href]");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || link.getAttribute("href").startsWith("#")) return;
  const pages = [...document.querySelectorAll(".st-key-masthead a")];
  if (!pages.some((page) => page.origin === link.origin && page.pathname === link.pathname)) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}), true);

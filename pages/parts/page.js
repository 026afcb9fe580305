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

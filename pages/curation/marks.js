// The marked text: words come as text and are set as text. A mark is a link, so the keyboard and a new tab work too.
const address = (nth) => {
  const to = new URL(location.href);
  to.searchParams.set("at", nth + 1);
  return to.href;
};
const part = ([words, nth, state], current) => {
  if (nth === undefined) return document.createTextNode(words);
  const mark = Object.assign(document.createElement("a"), { href: address(nth), textContent: words, draggable: false });
  mark.className = `mark ${state}${nth === current ? " current" : ""}`;
  mark.dataset.nth = nth;
  if (nth === current) mark.setAttribute("aria-current", "true");
  return mark;
};
const paragraph = ({ n, parts }, current) => {
  const made = document.createElement("p");
  made.dataset.n = n;
  made.append(...parts.map((one) => part(one, current)));
  return made;
};
const selected = (box) => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !box.contains(selection.anchorNode)) return null;
  const [one, other] = [selection.anchorNode, selection.focusNode].map((node) => node.parentElement?.closest("p[data-n]"));
  const text = selection.toString().trim();
  if (!one || one !== other || !text || text.length > 60) return null;
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart(one, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length + range.toString().search(/\S/);
  return { line: Number(one.dataset.n), start, text };
};

// The field that words are being typed into, by its name. A page may build a field anew while somebody types: the words
// then go on into the new one, and none of their letters is a command.
const FIELDS = ".st-key-deciding input, .st-key-english input";
const typing = { into: null };
const entered = (event) => {
  typing.into = event.target.matches?.(FIELDS) ? event.target.getAttribute("aria-label") : null;
};
const left = (event) => {
  if (!event.target.closest?.("input")) typing.into = null;
};
const letter = (event) => {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.activeElement?.matches?.("input, textarea, [contenteditable]")) return;
  if (typing.into === null && !event.repeat) return;
  event.stopImmediatePropagation();
  [...document.querySelectorAll(FIELDS)].find((one) => one.getAttribute("aria-label") === typing.into)?.focus();
};

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  let box = parentElement.querySelector(".marked-text");
  if (!box) {
    box = Object.assign(document.createElement("div"), { className: "marked-text", tabIndex: 0, lang: "zh" });
    box.setAttribute("role", "region");
    parentElement.append(box);
  }
  box.setAttribute("aria-label", data.label);
  const stays = box.scrollTop;
  box.replaceChildren(...data.lines.map((line) => paragraph(line, data.current)));
  box.scrollTop = stays;
  const current = box.querySelector(".current");
  if (current) {
    const [mark, frame] = [current.getBoundingClientRect(), box.getBoundingClientRect()];
    if (mark.top < frame.top + 48 || mark.bottom > frame.bottom - 96) box.scrollTop += mark.top - frame.top - frame.height / 3;
  }
  // The row stands below, and is drawn after the text.
  const [row] = data.row;
  if (row) setTimeout(() => document.querySelector(`.st-key-${row}`)?.scrollIntoView({ block: "center" }), 150);
  // Another number begins with its first field, however far down the fields of the one before were read.
  const fields = document.querySelector(".st-key-deciding");
  const hidden = matchMedia("(min-width: 641px)").matches && fields?.getBoundingClientRect().top < 0;
  if (!row && hidden && box.dataset.current !== String(data.current)) fields.scrollIntoView();
  box.dataset.current = data.current;
  box.onclick = (event) => {
    const mark = event.target.closest("a.mark");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("go", Number(mark.dataset.nth));
  };
  box.onmouseup = box.onkeyup = box.ontouchend = () => {
    const found = selected(box);
    if (found) setStateValue("picked", { ...found, version: data.version });
  };
  // What is typed or chosen is kept; the next single key is a command again, not a letter for the field.
  const leave = (event) => {
    const done = event.type === "click" ? event.target.closest?.('[role="option"]') : event.key === "Enter";
    const field = document.activeElement;
    if (!done || !field?.matches?.(FIELDS)) return;
    setTimeout(() => {
      field.blur();
      typing.into = null;
    }, 50);
  };
  const heard = [
    ["keydown", letter],
    ["keydown", leave],
    ["click", leave],
    ["pointerdown", left],
    ["focusin", entered],
  ];
  heard.forEach(([what, how]) => window.addEventListener(what, how, true));
  return () => heard.forEach(([what, how]) => window.removeEventListener(what, how, true));
}

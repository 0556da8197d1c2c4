/**
 * Discord's markdown as a tree: pure, without DOM, and linear in the length of the text whatever the text is.
 *
 * Source of the rules: Discord's help centre, "Markdown Text 101", and Discord's developer documentation,
 * "Message Formatting". Nodes are plain objects with a `type`; see `markdown_view.js` for how each one looks.
 *
 * Every delimiter can be open only once at a time (brackets twice), so the tree is shallow and no token is moved more
 * often than there are kinds of delimiter.
 */

import { emojiPattern } from "./emoji.js";

const MAX_ADDRESS = 2048;
const MAX_BRACKETS = 2;
const MAX_LIST_DEPTH = 6;
const DELIMITERS = ["**", "__", "~~", "||", "*", "_"];
const NODE_OF_DELIMITER = {
  "**": "bold",
  __: "underline",
  "~~": "strike",
  "||": "spoiler",
  "*": "italic",
  _: "italic",
};

const EMOJI = emojiPattern("yu");
const WORD = /[0-9A-Za-z]/;
const ESCAPABLE = /[^0-9A-Za-z\s]/;
const PLAIN = /[^\\`*_~|<[\]@h\p{Extended_Pictographic}\p{Regional_Indicator}]+/uy;
const BARE_ADDRESS = /https?:\/\/[^\s<]{0,2047}[^\s<.,:;"'\]]/y;
const ANGLED = [
  [/<(https?:\/\/[^\s<>]{1,2048})>/y, ([, url]) => ({ type: "link", url, children: [text(url)] })],
  [/<@!?(\d{1,20})>/y, ([, id]) => ({ type: "user", id })],
  [/<@&(\d{1,20})>/y, ([, id]) => ({ type: "role", id })],
  [/<#(\d{1,20})>/y, ([, id]) => ({ type: "channel", id })],
  [/<\/([^\s:<>][^:<>\n]{0,98}):(\d{1,20})>/y, ([, name, id]) => ({ type: "command", name, id })],
  [/<(a?):(\w{2,32}):(\d{1,20})>/y, ([, , name, id]) => ({ type: "custom_emoji", name, id })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y,
    ([, unix, style]) => ({ type: "timestamp", unix: Number(unix), style: style ?? "f" }),
  ],
];

const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SUBTEXT = /^-#\s+(\S.*)$/;
const LIST_ITEM = /^( *)([-*+]|\d{1,9}\.) +(\S.*)$/;

/** The blocks of a message or of an embed's description: paragraphs, headings, subtexts, lists, quotes. */
export function parseMarkdown(source, { quotes = true } = {}) {
  const fences = new Fences(source);
  const blocks = [];
  let start = 0;
  let position = 0;
  const flush = () => {
    const lines = source.slice(start, position).replace(/\n$/, "");
    if (position > start) blocks.push({ type: "paragraph", children: parseInline(lines) });
  };
  while (position < source.length) {
    const block = blockAt(source, position, quotes);
    if (block) {
      flush();
      blocks.push(block.node);
      position = block.end;
      start = position;
    } else {
      position = endOfPlainLine(source, position, fences);
    }
  }
  flush();
  return blocks;
}

/** One run of text with what may stand inside a line; also used alone for titles and field names. */
export function parseInline(source) {
  return new InlineParser(source).parse();
}

/** The words of a run without their marks, on one line, with `names` for ids: for previews and accessible names. */
export function plainText(nodes, names) {
  return wordsOf(nodes, names).replace(/\s+/g, " ").trim();
}

function wordsOf(nodes, names) {
  return nodes.map((node) => wordsOfOne(node, names)).join("");
}

function wordsOfOne(node, names) {
  switch (node.type) {
    case "text":
    case "emoji":
    case "code":
    case "codeblock":
      return node.text;
    case "spoiler":
      return "▮▮▮";
    case "custom_emoji":
      return `:${node.name}:`;
    case "command":
      return `/${node.name}`;
    case "everyone":
      return node.name;
    case "user":
    case "role":
      return `@${names[node.type](node.id)}`;
    case "channel":
      return `#${names.channel(node.id)}`;
    case "timestamp":
      return "🕓";
    default:
      return wordsOf(node.children, names);
  }
}

/** The next code fence from a place on, found without looking at any part of the text twice. */
class Fences {
  #source;
  #next = -2;

  constructor(source) {
    this.#source = source;
  }

  from(position) {
    if (this.#next !== -1 && this.#next < position) this.#next = this.#source.indexOf("```", position);
    return this.#next;
  }
}

function lineEnd(source, position) {
  const end = source.indexOf("\n", position);
  return end === -1 ? source.length : end;
}

/** Where the line that starts here ends, its line break included; a code block in it belongs to the same line. */
function endOfPlainLine(source, position, fences) {
  let end = lineEnd(source, position);
  let opening = fences.from(position);
  while (opening !== -1 && opening < end) {
    const closing = fences.from(opening + 3);
    if (closing === -1) break;
    end = lineEnd(source, closing + 3);
    opening = fences.from(closing + 3);
  }
  return Math.min(end + 1, source.length);
}

function blockAt(source, position, quotes) {
  if (quotes && source.startsWith(">>> ", position)) {
    return { node: quote(source.slice(position + 4)), end: source.length };
  }
  if (quotes && source.startsWith("> ", position)) return quotedLines(source, position);
  const end = lineEnd(source, position);
  const line = source.slice(position, end);
  const after = Math.min(end + 1, source.length);
  const heading = HEADING.exec(line);
  if (heading) {
    const node = { type: "heading", level: heading[1].length, children: parseInline(heading[2]) };
    return { node, end: after };
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { node: { type: "subtext", children: parseInline(subtext[1]) }, end: after };
  return LIST_ITEM.test(line) ? listedLines(source, position) : null;
}

function quote(source) {
  return { type: "quote", children: parseMarkdown(source, { quotes: false }) };
}

function quotedLines(source, position) {
  const lines = [];
  while (source.startsWith("> ", position)) {
    const end = lineEnd(source, position);
    lines.push(source.slice(position + 2, end));
    position = Math.min(end + 1, source.length);
  }
  return { node: quote(lines.join("\n")), end: position };
}

function listedLines(source, position) {
  const root = { lists: [] };
  const open = [];
  while (position < source.length) {
    const end = lineEnd(source, position);
    const item = LIST_ITEM.exec(source.slice(position, end));
    if (!item) break;
    addListItem(root, open, item);
    position = Math.min(end + 1, source.length);
  }
  const [first, ...others] = root.lists;
  return { node: others.length ? { type: "lists", children: root.lists } : first, end: position };
}

/** `open` holds the lists around the last item, outermost first, each with the indentation of its items. */
function addListItem(root, open, [, spaces, marker, words]) {
  const indent = spaces.length;
  const ordered = marker.endsWith(".");
  while (open.length > 1 && indent < open.at(-1).indent) open.pop();
  const deeper = open.length > 0 && open.length < MAX_LIST_DEPTH && indent > open.at(-1).indent + 1;
  if (!open.length || deeper || open.at(-1).list.ordered !== ordered) {
    if (open.length && !deeper) open.pop();
    const holder = open.length ? open.at(-1).list.items.at(-1) : root;
    const list = { type: "list", ordered, start: ordered ? Number.parseInt(marker, 10) : 1, items: [] };
    holder.lists.push(list);
    open.push({ indent, list });
  }
  open.at(-1).list.items.push({ children: parseInline(words), lists: [] });
}

function text(words) {
  return { type: "text", text: words };
}

/** One pass over the text with a stack of what is open; frame 0 is the whole run. */
class InlineParser {
  #source;
  #position = 0;
  #frames = [{ mark: "", children: [] }];
  #ticks = null;
  #fences;

  constructor(source) {
    this.#source = source;
    this.#fences = new Fences(source);
  }

  parse() {
    while (this.#position < this.#source.length) this.#step();
    while (this.#frames.length > 1) this.#mergeIntoParent(this.#frames.length - 1);
    return this.#frames[0].children;
  }

  #step() {
    const plain = this.#match(PLAIN);
    if (plain) return this.#addText(plain[0]);
    switch (this.#source[this.#position]) {
      case "\\":
        return this.#escape();
      case "`":
        return this.#code();
      case "<":
        return this.#angled();
      case "[":
        return this.#openBracket();
      case "]":
        return this.#closeBracket();
      case "@":
        return this.#everyone();
      case "h":
        return this.#address();
      case "*":
      case "_":
        return this.#emphasis();
      case "~":
      case "|":
        return this.#pair();
      default:
        return this.#emoji();
    }
  }

  #match(pattern) {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#source);
    if (match) this.#position += match[0].length;
    return match;
  }

  #addText(words) {
    const { children } = this.#frames.at(-1);
    const last = children.at(-1);
    if (last?.type === "text") last.text += words;
    else children.push(text(words));
  }

  #addNode(node) {
    this.#frames.at(-1).children.push(node);
  }

  #literal(length = 1) {
    this.#addText(this.#source.slice(this.#position, this.#position + length));
    this.#position += length;
  }

  #escape() {
    const next = this.#source[this.#position + 1] ?? "";
    if (ESCAPABLE.test(next)) this.#position += 1;
    this.#literal();
  }

  #emoji() {
    const emoji = this.#match(EMOJI);
    if (emoji) this.#addNode({ type: "emoji", text: emoji[0] });
    else this.#literal(this.#source.codePointAt(this.#position) > 0xffff ? 2 : 1);
  }

  #everyone() {
    const match = this.#match(/@(?:everyone|here)/y);
    if (match) this.#addNode({ type: "everyone", name: match[0] });
    else this.#literal();
  }

  /** Runs of backticks by length, each with their places: the closing run of a code span is looked up, not searched. */
  #findTicks() {
    const places = new Map();
    for (const { 0: run, index } of this.#source.matchAll(/`+/g)) {
      if (!places.has(run.length)) places.set(run.length, { at: [], next: 0 });
      places.get(run.length).at.push(index);
    }
    return places;
  }

  #code() {
    let length = 0;
    while (this.#source[this.#position + length] === "`") length += 1;
    if (length >= 3 && this.#codeBlock()) return;
    this.#ticks ??= this.#findTicks();
    const runs = this.#ticks.get(length) ?? { at: [], next: 0 };
    while (runs.at[runs.next] <= this.#position) runs.next += 1;
    const closing = runs.at[runs.next];
    if (closing === undefined || length > 2) return this.#literal(length);
    const words = this.#source.slice(this.#position + length, closing);
    this.#addNode({ type: "code", text: length === 2 ? words.replace(/^ (.*) $/s, "$1") : words });
    this.#position = closing + length;
  }

  #codeBlock() {
    const closing = this.#fences.from(this.#position + 3);
    if (closing === -1) return false;
    const inside = this.#source.slice(this.#position + 3, closing);
    const [, language, words] = /^(?:([\w+\-.#]{1,40})\n(?=[\s\S]))?([\s\S]*)$/.exec(inside);
    const code = words.replace(/^\n/, "").replace(/\n$/, "");
    if (!code.trim()) return false;
    this.#addNode({ type: "codeblock", language: language ?? "", text: code });
    this.#position = closing + 3;
    if (this.#source[this.#position] === "\n") this.#position += 1;
    return true;
  }

  #angled() {
    for (const [pattern, make] of ANGLED) {
      const match = this.#match(pattern);
      if (match) {
        const node = make(match);
        if (node.type === "link") this.#forbidEnclosingLinks();
        return this.#addNode(node);
      }
    }
    return this.#literal();
  }

  #address() {
    const match = this.#match(BARE_ADDRESS);
    if (!match) return this.#literal();
    const url = this.#cutAddress(match[0]);
    this.#position -= match[0].length - url.length;
    this.#forbidEnclosingLinks();
    this.#addNode({ type: "link", url, children: [text(url)] });
  }

  /** An address ends where a mark that is open closes, and does not take a closing parenthesis that it did not open. */
  #cutAddress(url) {
    for (const { mark } of this.#frames) {
      const end = mark === "[" ? url.indexOf("](") : mark ? url.indexOf(mark) : -1;
      if (end > "https://".length && !(mark === "_" && WORD.test(url[end + 1] ?? ""))) url = url.slice(0, end);
    }
    let surplus = url.split(")").length - url.split("(").length;
    while (surplus > 0 && url.endsWith(")")) {
      url = url.slice(0, -1);
      surplus -= 1;
    }
    return url;
  }

  #forbidEnclosingLinks() {
    for (const frame of this.#frames) frame.holdsLink = true;
  }

  #openBracket() {
    const open = this.#frames.filter(({ mark }) => mark === "[");
    if (open.length === MAX_BRACKETS) this.#mergeIntoParent(this.#frames.indexOf(open[0]));
    this.#open("[");
  }

  #closeBracket() {
    const index = this.#frames.findLastIndex(({ mark }) => mark === "[");
    if (index === -1) return this.#literal();
    const target = this.#targetAt(this.#position + 1);
    if (!target || this.#frames[index].holdsLink || !hasWords(this.#frames, index)) {
      this.#mergeIntoParent(index);
      return this.#literal();
    }
    while (this.#frames.length - 1 > index) this.#mergeIntoParent(this.#frames.length - 1);
    const { children } = this.#frames.pop();
    this.#forbidEnclosingLinks();
    this.#addNode({ type: "link", url: target.url, children });
    this.#position = target.end;
  }

  /** The `(address)` of a masked link, with an optional title that is not shown; null when there is none. */
  #targetAt(position) {
    const start = /\(\s{0,8}(<?)(?=https?:\/\/)/y;
    start.lastIndex = position;
    const opening = start.exec(this.#source);
    if (!opening) return null;
    const from = position + opening[0].length;
    const end = endOfTarget(this.#source, from);
    const closing = opening[1] ? />(?:\s{1,8}"[^"\n]{0,300}")?\s{0,8}\)/y : /(?:\s{1,8}"[^"\n]{0,300}")?\s{0,8}\)/y;
    closing.lastIndex = end;
    const closed = closing.exec(this.#source);
    return closed && { url: this.#source.slice(from, end), end: end + closed[0].length };
  }

  #pair() {
    const mark = this.#source.slice(this.#position, this.#position + 2);
    if (!DELIMITERS.includes(mark)) return this.#literal();
    this.#openOrClose(mark);
  }

  /** `*` and `_`, alone, doubled or tripled; longer runs are only text. */
  #emphasis() {
    const character = this.#source[this.#position];
    let length = 1;
    while (this.#source[this.#position + length] === character) length += 1;
    if (length > 3) return this.#literal(length);
    if (length === 2) return this.#openOrClose(character + character);
    if (length === 3) {
      const innermost = this.#frames.findLast(({ mark }) => mark[0] === character)?.mark;
      return innermost === character ? this.#single(character) : this.#openOrClose(character + character);
    }
    return this.#single(character);
  }

  #single(character) {
    const before = this.#source[this.#position - 1] ?? " ";
    const after = this.#source[this.#position + 1] ?? " ";
    const isOpen = this.#frames.some(({ mark }) => mark === character);
    const underscore = character === "_";
    const closes = underscore ? !WORD.test(after) : !/\s/.test(before);
    if (isOpen && closes) return this.#openOrClose(character);
    if (isOpen && underscore) this.#mergeIntoParent(this.#indexOf(character));
    if (/\s/.test(after) || this.#indexOf(character) !== -1) return this.#literal();
    this.#open(character);
  }

  #indexOf(mark) {
    return this.#frames.findIndex((frame) => frame.mark === mark);
  }

  #open(mark) {
    this.#frames.push({ mark, children: [], holdsLink: false });
    this.#position += mark.length;
  }

  #openOrClose(mark) {
    const index = this.#indexOf(mark);
    if (index === -1) return this.#open(mark);
    while (this.#frames.length - 1 > index) this.#mergeIntoParent(this.#frames.length - 1);
    const { children } = this.#frames.pop();
    this.#position += mark.length;
    if (children.length) this.#addNode({ type: NODE_OF_DELIMITER[mark], children });
    else this.#addText(mark + mark);
  }

  /** What was opened at `index` never closes: its mark is text, and so its children are its parent's. */
  #mergeIntoParent(index) {
    const [{ mark, children }] = this.#frames.splice(index, 1);
    const parent = this.#frames[index - 1].children;
    for (const child of [text(mark), ...children]) {
      const last = parent.at(-1);
      if (child.type === "text" && last?.type === "text") last.text += child.text;
      else parent.push(child);
    }
  }
}

function hasWords(frames, index) {
  return frames.slice(index).some(({ children }) => children.length > 0);
}

function endOfTarget(source, from) {
  let depth = 0;
  let end = from;
  while (end < source.length && end - from < MAX_ADDRESS && !/[\s<>]/.test(source[end])) {
    if (source[end] === "(") depth += 1;
    if (source[end] === ")") depth -= 1;
    if (depth < 0) break;
    end += 1;
  }
  return end;
}

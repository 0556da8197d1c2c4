/** Emoji as text: which ones the picker offers and how they are found in a message. */

const ONE =
  "(?![\\u00a9\\u00ae\\u2122])\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?[\\u{e0020}-\\u{e007f}]*";

/** A pattern that matches one emoji (a flag, or pictographs joined together), with the flags asked for. */
export function emojiPattern(flags) {
  return new RegExp(`\\p{Regional_Indicator}{2}|${ONE}(?:\\u200d${ONE})*`, flags);
}

/** The emblems of the verdicts, in the order of the project's table, and the two signs for agreeing and doubting. */
export const OFFERED_EMOJI = [
  ["🟢", "Alive"],
  ["🌱", "Resurrected"],
  ["💤", "Eternal Rest"],
  ["🦴", "Skeleton Repo"],
  ["📜", "Death by README"],
  ["⚰️", "The Empty Tomb"],
  ["💀", "404 Not Found"],
  ["⏳", "Coming Soon™"],
  ["🎩", "The Houdini"],
  ["🪨", "Unmarked Grave"],
  ["👻", "Ghosted"],
  ["🌅", "Old Age"],
  ["🔮", "The Ethereal"],
  ["🗺️", "The Cartographer"],
  ["🪦", "Buried in Dependencies"],
  ["🧟", "Zombie Code"],
  ["✅", "Agree"],
  ["❌", "Doubt"],
];

const ONLY_EMOJI = new RegExp(`^(?:(?:${emojiPattern("u").source})\\s*){1,27}$`, "u");

/** Whether a message is nothing but a few emoji, which Discord then shows large. */
export function isOnlyEmoji(text) {
  return text.length < 400 && ONLY_EMOJI.test(text.trim());
}

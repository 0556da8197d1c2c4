/** The bot's slash commands as a person meets them: flat, searchable, with typed options. Pure. */

const SUBCOMMAND = 1;
const GROUP = 2;
const SLASH = 1;

/** Discord's option types, by the number on the wire. */
export const OPTION = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10 };

/** Every invocable slash command with its whole name ("contribute code"), description and options. */
export function flattenCommands(commands) {
  return commands.filter(({ type = SLASH }) => type === SLASH).flatMap((command) => flatten(command, command.name));
}

function flatten({ description, options = [] }, name) {
  const inner = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (inner.length > 0) return inner.flatMap((option) => flatten(option, `${name} ${option.name}`));
  return [{ name, description, options }];
}

/** The commands for what was typed after the slash: those that start with it first, then those that contain it. */
export function matchCommands(commands, typed) {
  const query = typed.trim().toLowerCase();
  const starting = commands.filter(({ name }) => name.startsWith(query));
  const containing = commands.filter(({ name }) => !name.startsWith(query) && name.includes(query));
  return [...starting, ...containing];
}

/** Splits "/paper 1706.03762" into its command and the words for its first option; null while no command fits. */
export function parseTyped(commands, line) {
  const typed = line.replace(/^\//, "");
  const fits = commands.filter(({ name }) => typed === name || typed.startsWith(`${name} `));
  const command = fits.sort((one, other) => other.name.length - one.name.length)[0];
  return command ? { command, rest: typed.slice(command.name.length).trim() } : null;
}

/**
 * The value of an option as Discord sends it, from the words in its field. Gives `{value}`, or `{problem}` with a
 * sentence when the words do not fit.
 */
export function parseOption({ type, name, min_value: min, max_value: max }, words, choices) {
  if (choices) {
    const choice = choices.find((each) => each.name === words || String(each.value) === words);
    return choice ? { value: choice.value } : { problem: `Pick one of the choices for ${name}.` };
  }
  if (type !== OPTION.integer && type !== OPTION.number) return { value: words };
  const number = Number(words);
  if (!Number.isFinite(number) || (type === OPTION.integer && !Number.isInteger(number)))
    return { problem: `${name} must be a number.` };
  if (number < (min ?? -Infinity)) return { problem: `${name} must be at least ${min}.` };
  if (number > (max ?? Infinity)) return { problem: `${name} must be at most ${max}.` };
  return { value: number };
}

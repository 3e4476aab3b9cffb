// Somebody went on writing while the server merged what had been sent.
// `sent` → `typed` is one changed stretch and `sent` → `merged` another; when they do not touch,
// both are applied. When they do, null: the next save tells what it was typed over, and the server
// merges it.

export function rebase(sent, typed, merged) {
  if (typed === sent) return merged;
  if (merged === sent) return typed;
  const [mine, theirs] = [change(sent, typed), change(sent, merged)];
  if (mine.end < theirs.start) return apply(apply(sent, theirs), mine);
  if (theirs.end < mine.start) return apply(apply(sent, mine), theirs);
  return null;
}

function change(before, after) {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shortest - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function apply(text, { start, end, text: words }) {
  return text.slice(0, start) + words + text.slice(end);
}

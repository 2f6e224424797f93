/** A pattern of fnmatch(3) without flags (`*`, `?`, `[a-z]`, `[!a]`, `\` before a literal) as a regular expression for whole texts. */
export function globToRegExp(glob: string): RegExp {
  let source = ''
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at]!
    if (char === '*') source += '.*'
    else if (char === '?') source += '.'
    else if (char === '[') {
      const set = /^\[(!|\^)?(\]?[^\]]*)\]/.exec(glob.slice(at))
      if (!set) source += '\\['
      else {
        source += `[${set[1] ? '^' : ''}${set[2]!.replace(/[\\\]^]/g, '\\$&')}]`
        at += set[0].length - 1
      }
    } else {
      if (char === '\\' && at + 1 < glob.length) at++
      source += glob[at]!.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    }
  }
  try {
    return new RegExp(`^${source}$`, 'su')
  } catch {
    // A range that runs backwards: fnmatch(3) lets it match nothing.
    return /(?!)/
  }
}

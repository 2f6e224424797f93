/**
 * What the modules of bench/rows export, and what the runner makes of it.
 *
 * @typedef {Readonly<Record<string, number>>} Sums what was found, by name: those that two contenders both have must be equal
 * @typedef {{ readonly sums?: Sums } & { readonly [figure: string]: number | Sums | undefined }} Sample one run: milliseconds as `ms`, and other figures
 *
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} [runtime] one of scripts/runtimes.js, for what runs in several
 * @property {readonly string[] | undefined} [words] a program that speaks the lines of serve.js, and its arguments
 * @property {number} [netns] a process in whose network namespace the program runs; absent: the machine's own
 * @property {() => Promise<Sample>} [once] instead of a program: does the work once, in the runner's process
 * @property {(sample: Sample) => Promise<Sums>} [after] looks outside of the time what was done, and undoes it
 * @property {Sums} [expect] sums that this one has to have, if it works on other data than the others
 * @property {number} [rounds] takes part in so many rounds only, as it takes too long for more
 * @property {string | undefined} [absent] why it cannot be had
 * @property {boolean} [ours] has to work
 *
 * @typedef {(name: string, figure?: string) => number} See a contender's figure (absent: `ms`), that of the runtime at hand if it ran in several
 *
 * @typedef {object} Measure
 * @property {string} what
 * @property {(see: See) => number} value asked once for each runtime
 * @property {'max'} [of] what `see` gives is the largest figure of all runs; absent: the median
 * @property {string} unit
 * @property {'less' | 'more'} better
 * @property {number} [target]
 * @property {number} [stretch]
 *
 * @typedef {object} Row
 * @property {string} name for `npm run bench -- NAME`
 * @property {number} [number] in the table of targets
 * @property {string} work
 * @property {(bench: import('./bench.js').Bench) => Promise<Contender[]>} contenders makes the data, too
 * @property {number} rounds in full
 * @property {readonly Measure[]} measures
 * @property {string} [note] why it may miss its target, and what was tried: printed when it does
 */
export {}

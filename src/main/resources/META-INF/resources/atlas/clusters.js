// The order of the rows of the heat map: countries that stand alike are neighbours, so that groups show as blocks.

/**
 * Average-linkage clustering (UPGMA): joins the two groups whose members are the most alike on average until one is left. When
 * two groups are joined, each is turned so that the countries which meet are as alike as its order allows.
 *
 * @param {string[]} codes
 * @param {(one: string, other: string) => number|null} score 0 to 1; null for a pair without a score, which counts as 0.5
 * @returns {string[]} the codes in their new order
 */
export function ordered(codes, score) {
    const distance = (one, other) => 1 - (score(one, other) ?? 0.5);
    let groups = [...codes].sort().map(code => [code]);
    const between = new Distances(groups, (one, other) => distance(one[0], other[0]));
    while (groups.length > 1) {
        const [one, other] = between.closest(groups);
        const joined = join(one, other, distance);
        groups = groups.filter(group => group !== one && group !== other);
        groups.forEach(group => between.set(group, joined,
            (between.get(group, one) * one.length + between.get(group, other) * other.length) / joined.length));
        groups.push(joined);
    }
    return groups[0] ?? [];
}

/** Turned so that the two ends which meet are the closest of the four choices. */
function join(one, other, distance) {
    const choices = [one, [...one].reverse()].flatMap(left => [other, [...other].reverse()].map(right => ({ left, right })));
    const gap = ({ left, right }) => distance(left[left.length - 1], right[0]);
    const { left, right } = choices.reduce((best, choice) => gap(choice) < gap(best) ? choice : best);
    return [...left, ...right];
}

/** The mean distances between groups. */
class Distances {
    #rows = new Map();

    constructor(groups, distance) {
        groups.forEach((one, i) => groups.slice(i + 1).forEach(other => this.set(one, other, distance(one, other))));
    }

    get(one, other) {
        return this.#rows.get(one).get(other);
    }

    set(one, other, distance) {
        this.#row(one).set(other, distance);
        this.#row(other).set(one, distance);
    }

    /** Of equally close pairs the first one. */
    closest(groups) {
        let best = null;
        groups.forEach((one, i) => groups.slice(i + 1).forEach(other => {
            if (best === null || this.get(one, other) < this.get(...best)) {
                best = [one, other];
            }
        }));
        return best;
    }

    #row(group) {
        if (!this.#rows.has(group)) {
            this.#rows.set(group, new Map());
        }
        return this.#rows.get(group);
    }
}

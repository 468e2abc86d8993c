// Hears of changes while the page is open, by the service's event stream.

/** Changes come in groups: one import or one transaction. */
const QUIET = 400;

export class Live {
    #stream = null;
    #path = null;
    #timer = null;
    #changed;

    /** @param {(type: string) => void} changed called after a group of changes */
    constructor(changed) {
        this.#changed = changed;
        // A browser opens six connections to a host at most, and windows in the background need none of them.
        document.addEventListener('visibilitychange', () => this.#open());
    }

    /** @param {{topic?: string, event?: string}} subject everything if it is empty */
    follow({ topic, event }) {
        const parameters = new URLSearchParams(topic ? { topic } : event ? { event } : {});
        const path = `../changes/stream?${parameters}`;
        if (path !== this.#path) {
            this.#path = path;
            this.#stream?.close();
            this.#stream = null;
            this.#open();
        }
    }

    #open() {
        if (document.hidden) {
            this.#missed = this.#stream !== null;
            this.#stream?.close();
            this.#stream = null;
        } else if (!this.#stream && this.#path) {
            this.#stream = new EventSource(new URL(this.#path, document.baseURI));
            this.#stream.addEventListener('change', () => this.#note());
            if (this.#missed) {
                this.#missed = false;
                this.#note();
            }
        }
    }

    #missed = false;

    #note() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#changed(), QUIET);
    }
}

/* The worker that follows tasks for all tabs: see shared-connection.js */
import { wake } from './channels.js';
import { TaskError, watchTask } from './watch-task.js';

/** A tab that is silent for longer is frozen or gone. Browsers let a hidden one speak once a minute. */
const MAX_SILENCE_MS = 150_000;

/** So many of a task are kept for tabs that join or come back, as by a server. */
const MAX_REPORTS = 256;

const stories = new Map();

/** One task, and the tabs that listen. */
class Story {
  #key;
  #listeners = new Set();
  #aborter = new AbortController();
  #started = null;
  #reports = [];
  #state = null;
  #end = null;

  constructor(key, { url, withCredentials }) {
    this.#key = key;
    stories.set(key, this);
    watchTask(url, {
      withCredentials,
      signal: this.#aborter.signal,
      onStateChange: (news, context) => {
        this.#state = { callback: 'onStateChange', news, context };
        if (news === 'running') this.#started ??= this.#state;
        this.#tell(this.#state);
      },
      onProgress: (news, context) => {
        this.#reports.push({ callback: 'onProgress', news, context });
        if (this.#reports.length > MAX_REPORTS) this.#reports.shift();
        this.#tell(this.#reports.at(-1));
      },
    }).then(
      (result) => this.#finish({ callback: 'resolve', news: result }),
      (error) => this.#finish({ callback: 'reject', news: error instanceof TaskError ? membersOf(error) : error }),
    );
  }

  add(listener) {
    this.#listeners.add(listener);
    for (const news of [this.#started, ...this.#reports, this.#state, this.#end]) if (news) listener(news);
  }

  remove(listener) {
    this.#listeners.delete(listener);
    if (this.#listeners.size) return;
    this.#forget();
    this.#aborter.abort();
  }

  #tell(news) {
    for (const listener of this.#listeners) listener(news);
  }

  #finish(end) {
    this.#forget();
    this.#tell(this.#end = end);
  }

  #forget() {
    if (stories.get(this.#key) === this) stories.delete(this.#key);
  }
}

/** One tab, and what it watches. */
class Tab {
  #port;
  #timer = 0;
  /** How to leave each story, by the tab's number. Stories that have ended stay until the tab has heard it. */
  #leaves = new Map();

  constructor(port) {
    this.#port = port;
    port.onmessage = ({ data }) => this.#hear(data);
    // Where browsers tell that a tab has crashed
    port.addEventListener('close', () => this.#watch([]));
  }

  #hear({ isAwake, watches }) {
    this.#watch(watches);
    if (isAwake) wake();
    this.#port.postMessage({});
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#watch([]), MAX_SILENCE_MS);
  }

  #watch(watches) {
    for (const watch of watches) if (!this.#leaves.has(watch.number)) this.#join(watch);
    const numbers = watches.map(({ number }) => number);
    for (const [number, leave] of this.#leaves) {
      if (numbers.includes(number)) continue;
      this.#leaves.delete(number);
      leave();
    }
  }

  #join(watch) {
    const key = watch.url + ' ' + watch.withCredentials;
    const story = stories.get(key) ?? new Story(key, watch);
    const listener = (news) => this.#port.postMessage({ number: watch.number, ...news });
    this.#leaves.set(watch.number, () => story.remove(listener));
    story.add(listener);
  }
}

function membersOf({ code, message, status }) {
  return { code, message, status };
}

addEventListener('connect', (/** @type {MessageEvent} */ { ports: [port] }) => new Tab(port));

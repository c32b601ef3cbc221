/* Follows tasks through a worker that the tabs of an origin share, and with it its connections. */
import { followAlone, TaskError } from './watch-task.js';

/** How often a tab says what it watches. The worker answers each time. */
const PULSE_MS = 5_000;

/** Workers that may die or stay silent, one after the other, before the tab goes on alone. */
const MAX_ATTEMPTS = 3;

/** With another name, another version of these modules has a worker of its own. */
const OPTIONS = /** @type {WorkerOptions} */ ({ type: 'module', name: 'taskstream-1' });

const address = new URL('shared-worker.js', import.meta.url).href;
/** Also where a content security policy requires trusted types. */
const trustedAddress =
  globalThis['trustedTypes']?.createPolicy('taskstream', { createScriptURL: () => address }).createScriptURL('') ?? address;

/** What this tab watches, by the number that the worker knows it by. */
const watches = new Map();
let newestNumber = 0;

let port = null;
let attempts = 0;
let isAlone = false;
let isPlanned = false;
let isAnswered = false;
let timer = 0;

/** As {@link followAlone}. */
export function follow(url, withCredentials, watcher) {
  if (isAlone) return followAlone(url, withCredentials, watcher);
  const watch = new SharedWatch(url, withCredentials, watcher);
  plan();
  return () => watch.end();
}

/** Passes on what is new: a worker tells a story from its start. */
class SharedWatch {
  #number = ++newestNumber;
  #watcher;
  #state = 'waiting';
  #position = 0;
  #leave = null;

  constructor(url, withCredentials, watcher) {
    this.url = url;
    this.withCredentials = withCredentials;
    this.#watcher = watcher;
    watches.set(this.#number, this);
  }

  followAlone() {
    try {
      this.#leave = followAlone(this.url, this.withCredentials, this);
    } catch (error) {
      this.reject(error);
    }
  }

  onStateChange(state, context) {
    if (state !== this.#state) this.#watcher.onStateChange?.(this.#state = state, context);
  }

  onProgress(progress, context) {
    if (context.position <= this.#position) return;
    if (context.position) this.#position = context.position;
    this.#watcher.onProgress?.(progress, context);
  }

  resolve(result) {
    this.end();
    this.#watcher.resolve(result);
  }

  /** Of an error of ours only its members reach another thread. */
  reject(error) {
    this.end();
    this.#watcher.reject(error instanceof Error ? error : new TaskError(error.code, error.message, error.status));
  }

  end() {
    this.#leave?.();
    watches.delete(this.#number);
    plan();
  }
}

function plan() {
  if (isPlanned || isAlone) return;
  isPlanned = true;
  queueMicrotask(() => {
    isPlanned = false;
    if (!port) connect();
    report();
  });
}

function connect() {
  port?.close();
  try {
    const worker = new SharedWorker(trustedAddress, OPTIONS);
    worker.onerror = goAlone;
    port = worker.port;
    port.onmessage = ({ data }) => hear(data);
    // Some browsers tell at once that the worker is dead
    port.addEventListener('close', () => worker.port === port && recover());
  } catch {
    goAlone();
  }
}

function hear({ number, callback, news, context }) {
  isAnswered = true;
  attempts = 0;
  watches.get(number)?.[callback](news, context);
}

/** Tells the worker all that this tab watches. */
function report(isAwake = false) {
  if (isAlone) return;
  const list = [...watches].map(([number, { url, withCredentials }]) => ({ number, url: url.href, withCredentials }));
  port.postMessage({ isAwake, watches: list });
  if (timer || !list.length) return;
  isAnswered = false;
  timer = setTimeout(check, PULSE_MS);
}

function check() {
  timer = 0;
  if (isAnswered) report();
  else recover();
}

function recover() {
  clearTimeout(timer);
  timer = 0;
  attempts++;
  if (attempts < MAX_ATTEMPTS) connect();
  else goAlone();
  report();
}

/** Where there is no worker to be had, such as for a module of another origin. */
function goAlone() {
  if (isAlone) return;
  isAlone = true;
  clearTimeout(timer);
  port?.close();
  port = null;
  for (const watch of watches.values()) watch.followAlone();
}

for (const type of ['online', 'pageshow', 'visibilitychange']) {
  addEventListener(type, () => port && !document.hidden && report(true));
}

// A page that comes back from the cache says again what it watches
addEventListener('pagehide', () => port?.postMessage({ watches: [] }));

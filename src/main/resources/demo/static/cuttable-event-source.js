/*
 * A connection that can be cut. It stands in for the browser's EventSource and does what the browser does when the network
 * goes: it reports an error, stays in CONNECTING, and resumes with the last id it saw. All tabs cut it together, by a
 * channel on which it tells how many connections are open.
 */
const BrowserEventSource = globalThis.EventSource;
const channel = new BroadcastChannel('demo-connections');
const sources = new Set();
let cut = false;

/** Not by a page whose connections a worker holds. */
let isInUse = !globalThis.document;

class CuttableEventSource extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSED = 2;
  #url;
  #source;
  #retry;
  #lastId = '';
  readyState = 0;
  onopen = null;
  onerror = null;

  /** The demo never watches another origin, so it needs no credentials. */
  constructor(url) {
    super();
    this.#url = new URL(url);
    isInUse = true;
    sources.add(this);
    this.connect();
  }

  connect() {
    this.disconnect();
    if (cut) {
      this.#retry = setTimeout(() => this.lose(), 1000);
      return;
    }
    if (this.#lastId) this.#url.searchParams.set('lastEventId', this.#lastId);
    this.#source = new BrowserEventSource(this.#url);
    this.#source.onopen = () => this.#become(1, 'open');
    this.#source.onerror = () => this.#become(this.#source.readyState, 'error');
    for (const type of ['task_started', 'progress_update', 'task_completed', 'task_failed']) {
      this.#source.addEventListener(type, ({ data, lastEventId }) => {
        this.#lastId = lastEventId;
        this.dispatchEvent(new MessageEvent(type, { data, lastEventId }));
      });
    }
  }

  lose() {
    this.connect();
    this.#become(0, 'error');
  }

  disconnect() {
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  close() {
    this.disconnect();
    this.readyState = 2;
    sources.delete(this);
    tell();
  }

  #become(readyState, type) {
    this.readyState = readyState;
    tell();
    this['on' + type]?.(new Event(type));
  }
}
globalThis.EventSource = CuttableEventSource;

function tell() {
  if (isInUse) channel.postMessage({ open: [...sources].filter((source) => source.readyState === 1).length, isCut: cut });
}

channel.onmessage = ({ data }) => {
  if ('cut' in data && data.cut !== cut) {
    cut = data.cut;
    for (const source of sources) {
      if (cut) source.lose();
      else source.connect();
    }
  }
  if ('cut' in data || data.isQuestion) tell();
};

tell();

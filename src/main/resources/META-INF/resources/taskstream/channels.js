/* The streams of the tasks that are watched. Two or more of a server share one. */

/** Their ids take 2.3 KB of the 8 KB for URL and headers. */
const MAX_TASKS_PER_STREAM = 50;

/** Tasks added within this time share a stream. */
const GATHERING_MS = 40;

/** A full server accepts a connection and hangs up: one that lasts counts as open. */
const STEADY_AFTER_MS = 200;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** After a sleep, a dead connection may look open. */
const MAX_SILENCE_MS = 30_000;
const MAX_CONNECTING_MS = 1_000;

/** Ends that are not the task's own. */
const LOST = { status: 'LOST', code: 'task_lost', message: 'The server does not know this task any more.' };
const UNAUTHORIZED = { status: 'UNAUTHORIZED', code: 'unauthorized', message: 'You may not see this task, or are signed out.', isFinal: true };
const REFUSED = { status: 'REFUSED', code: 'request_refused' };

const EVENT_TYPES = ['task_started', 'progress_update', 'task_completed', 'task_failed'];

const TRANSIENT_STATUSES = [408, 425, 429];

/** By their keys. */
export const tasks = new Map();

const channels = new Set();

/** How many tasks of a group may share a stream, where a server refused more. */
const limits = new Map();

let isPlanned = false;

/** The stream of one task, or of several of a server. */
class Channel {
  #source = null;
  #timer = 0;
  #heardAt = 0;
  #isSteady = false;
  #failures = 0;
  /** In the order of the request, where tasks that have ended or moved keep their places. */
  #requested;

  constructor(members) {
    this.#requested = members;
    for (const task of members) task.channel = this;
    channels.add(this);
    this.open();
  }

  get members() {
    return this.#requested.filter((task) => task.channel === this);
  }

  open() {
    this.#disconnect();
    this.#requested = this.members;
    if (!this.#requested.length) return this.close();
    this.#heardAt = Date.now();
    const [{ withCredentials }] = this.#requested;
    const source = this.#source = new EventSource(this.#url, { withCredentials });
    for (const type of EVENT_TYPES) source.addEventListener(type, (event) => this.#hear(event));
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed(source);
  }

  close() {
    this.#disconnect();
    channels.delete(this);
  }

  wake() {
    const silence = Date.now() - this.#heardAt;
    const state = this.#source?.readyState;
    if (state === EventSource.OPEN && silence < MAX_SILENCE_MS) return;
    if (state === EventSource.CONNECTING && silence < MAX_CONNECTING_MS) return;
    this.open();
  }

  #disconnect() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#isSteady = false;
  }

  get #isShared() {
    return this.#requested.length > 1;
  }

  /** Without `URLSearchParams`, which would rewrite a task's own query. */
  get #url() {
    const [task] = this.#requested;
    const parameters = this.#isShared ? this.#requested.map(({ id }) => 'taskId=' + id) : [];
    const positions = this.#requested.map(({ position }) => position);
    if (positions.some(Boolean)) parameters.push('lastEventId=' + positions.join('.'));
    const url = this.#isShared ? task.sharedUrl : task.url;
    return parameters.length ? url + (url.includes('?') ? '&' : '?') + parameters.join('&') : url;
  }

  #opened() {
    this.#timer = setTimeout(() => {
      this.#isSteady = true;
      this.#failures = 0;
      for (const task of this.members) task.showState();
    }, STEADY_AFTER_MS);
  }

  #hear({ data, lastEventId }) {
    this.#heardAt = Date.now();
    const event = JSON.parse(data);
    const index = this.#isShared ? this.#requested.findIndex(({ id }) => id === event.taskId) : 0;
    const task = this.#requested[index];
    if (task?.channel !== this) return;
    const position = Number(lastEventId.split('.')[index]);
    // A task may use the code itself, but has a position then
    if (isNaN(position) && event.error?.code === 'task_not_found') task.fail(LOST);
    else task.hear(event, position);
  }

  #failed(source) {
    clearTimeout(this.#timer);
    this.#failures++;
    // The first failure of a new stream is not shown
    if (this.#isSteady || this.#failures > 1) {
      for (const task of this.members) task.showState('reconnecting');
    }
    this.#isSteady = false;
    if (source.readyState === EventSource.CLOSED) this.#recover(source);
  }

  /** The browser has given up: tries again where that can help. */
  async #recover(source) {
    const refusal = await refusalOf(this.#url, this.#requested[0].withCredentials);
    if (this.#source !== source) return;
    if (!refusal) {
      const spread = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
      // At random, so that not all pages come back at once
      this.#timer = setTimeout(() => this.open(), FIRST_RETRY_MS / 2 + Math.random() * spread);
    } else if (!refusal.isFinal && this.members.length > 1) {
      this.#split();
    } else {
      for (const task of this.members) task.fail(refusal);
    }
  }

  /** A refusal of several tasks says nothing of one: the request may have been too long. */
  #split() {
    const members = this.members;
    limits.set(members[0].group, Math.ceil(members.length / 2));
    for (const task of members) task.channel = null;
    planChannels();
  }
}

/** Asks what an EventSource does not say. Null where a later attempt may succeed. */
async function refusalOf(url, withCredentials) {
  const credentials = withCredentials ? 'include' : 'same-origin';
  /** @type {RequestInit} */
  const request = { headers: { accept: 'text/event-stream' }, credentials, cache: 'no-store' };
  try {
    // A redirect to another origin's login page fails as a network does, unless it is not followed
    const answer = await fetch(url, request).catch(() => fetch(url, { ...request, redirect: 'manual' }));
    const { status, type, redirected, headers, body } = answer;
    body?.cancel();
    if (status >= 500 || TRANSIENT_STATUSES.includes(status)) return null;
    if (status === 200 && headers.get('content-type')?.startsWith('text/event-stream')) return null;
    if (status === 401 || status === 403 || redirected || type === 'opaqueredirect') return UNAUTHORIZED;
    if (status === 404 || status === 410) return LOST;
    return { ...REFUSED, message: `The server does not show this task (${status}).`, isFinal: status < 400 };
  } catch {
    return null;
  }
}

export function planChannels() {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    for (const task of tasks.values()) if (!task.watchers.size) task.forget();
    let lone;
    while ((lone = [...tasks.values()].find((task) => !task.channel))) openChannelFor(lone);
    for (const channel of channels) if (!channel.members.length) channel.close();
    if (!tasks.size) limits.clear();
  }, GATHERING_MS);
}

/** Gathers the tasks of a group, but for those on full streams. */
function openChannelFor({ group }) {
  const limit = limits.get(group) ?? MAX_TASKS_PER_STREAM;
  const isFull = (channel) => channel?.members.length >= limit;
  const movable = [...tasks.values()].filter((task) => task.group === group && !isFull(task.channel));
  new Channel(movable.slice(0, limit));
}

export function wake() {
  for (const channel of channels) channel.wake();
}

for (const type of ['online', 'pageshow', 'visibilitychange']) {
  globalThis.addEventListener?.(type, () => globalThis.document?.hidden || wake());
}

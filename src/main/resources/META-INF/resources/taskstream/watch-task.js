/* Watches tasks, in pages and in workers. Types: taskstream.d.ts */
import { planChannels, tasks } from './channels.js';

export class TaskError extends Error {
  name = 'TaskError';

  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The module by which tabs share connections, or nothing. */
let sharing;

/** @type {typeof import('./taskstream.d.ts').watchTask} */
export async function watchTask(streamUrl, { onProgress, onStateChange, signal, withCredentials = false } = {}) {
  const url = new URL(streamUrl, globalThis.document?.baseURI ?? globalThis.location?.href);
  sharing ??= globalThis.document && globalThis.SharedWorker ? import('./shared-connection.js').catch(() => ({})) : {};
  const { follow = followAlone } = await sharing;
  signal?.throwIfAborted();
  const watcher = { onProgress, onStateChange, ...Promise.withResolvers() };
  const leave = follow(url, withCredentials, watcher);
  const abort = () => {
    leave();
    watcher.reject(signal.reason);
  };
  signal?.addEventListener('abort', abort);
  return watcher.promise.finally(() => signal?.removeEventListener('abort', abort));
}

/** Tells a watcher, by connections of this page or worker only. Returns what ends it. */
export function followAlone(url, withCredentials, watcher) {
  if (!globalThis.EventSource) throw new TypeError('There is no EventSource');
  const added = new WatchedTask(url, withCredentials);
  const task = tasks.get(added.key) ?? added;
  tasks.set(task.key, task);
  task.add(watcher);
  planChannels();
  return () => {
    task.watchers.delete(watcher);
    planChannels();
  };
}

/** A task and its watchers. */
class WatchedTask {
  watchers = new Set();
  channel = null;

  /** Of the newest event. */
  position = 0;

  #state = 'waiting';
  /** As it was told: `reconnecting` hides the state. */
  #shown = this.#state;
  #progress = null;
  #context = {};

  constructor(url, withCredentials) {
    url.hash = '';
    const path = /^(.*\/)([^/]+)\/stream$/.exec(url.pathname);
    if (!path) throw new TypeError('Not a task stream: ' + url);
    this.id = path[2];
    this.url = url.href;
    this.withCredentials = withCredentials;
    this.key = url.href + ' ' + withCredentials;
    this.sharedUrl = url.origin + path[1] + 'stream';
    // A query, such as a token, belongs to the one task
    this.group = url.search ? this.key : this.sharedUrl + ' ' + withCredentials;
  }

  add(watcher) {
    this.watchers.add(watcher);
    if (this.#shown !== 'waiting') this.#tell('onStateChange', this.#shown, [watcher]);
    if (this.#progress) this.#tell('onProgress', this.#progress, [watcher]);
  }

  /** The position is `NaN` where it is unknown. */
  hear({ type, timestamp, name, text, value, result, status, error }, position) {
    if (position <= this.position) return;
    if (position) this.position = position;
    this.#context = { ...this.#context, position, updatedAt: timestamp };
    if (type === 'task_completed') return this.#end('completed', (watcher) => watcher.resolve(result));
    if (type === 'task_failed') return this.fail({ status, ...error });
    if (type === 'task_started') {
      Object.assign(this.#context, { name, startedAt: timestamp });
      this.#state = 'running';
    }
    this.showState();
    if (type === 'progress_update') this.#tell('onProgress', this.#progress = { text, value });
  }

  showState(state = this.#state) {
    if (this.#shown !== state) this.#tell('onStateChange', this.#shown = state);
  }

  fail({ status, code, message }) {
    const error = new TaskError(code, message, status);
    this.#end(status.toLowerCase().replace('_', '-'), (watcher) => watcher.reject(error));
  }

  #end(state, settle) {
    this.forget();
    this.showState(state);
    queueMicrotask(() => this.watchers.forEach(settle));
    planChannels();
  }

  forget() {
    tasks.delete(this.key);
    this.channel = null;
  }

  /** In microtasks, so that a callback that throws harms no other. */
  #tell(callback, news, watchers = [...this.watchers]) {
    const context = this.#context;
    for (const watcher of watchers) {
      queueMicrotask(() => this.watchers.has(watcher) && watcher[callback]?.(news, context));
    }
  }
}

/**
 * Watches the tasks of a Taskstream server from a web page: {@link watchTask} for code and the
 * element `<task-progress>` for markup. Importing the module defines the element.
 *
 * Tasks watched together share connections. A lone task uses its own stream; two or more of one
 * server use its stream of many tasks, one connection for every hundred.
 */

/** How far a watched task is, as a page should show it. */
export type TaskState =
  /** Not started yet, as far as this page knows. */
  | 'waiting'
  | 'running'
  /** The connection is gone and will come back by itself; the task is not affected. */
  | 'reconnecting'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'timed-out'
  /** The server does not know the task (any more): it restarted, kept it long enough, or never had it. */
  | 'lost';

/** The newest progress of a task. Both were written by the task: treat `text` as untrusted. */
export interface TaskProgressReport {
  /** What the task says it is doing; null until it says something. */
  readonly text: string | null;
  /** From 0 to 1; null until the task reports a number. */
  readonly value: number | null;
}

/** Moments of the task's story by the server's clock, as ISO 8601 in UTC; a live view. */
export interface TaskTimes {
  /** When it began to run; absent while it waits. */
  readonly startedAt?: string;
  /** When the newest event known to this page happened; empty before the first. */
  readonly updatedAt?: string;
}

export interface WatchOptions {
  /** Told each report once, in order, and at once what is known already. What a burst superseded on the server is skipped. */
  onProgress?(progress: TaskProgressReport, times: TaskTimes): void;
  /** Told each change of state, the final one included, before the promise settles. A task begins as `waiting`, which is not told. */
  onStateChange?(state: TaskState, times: TaskTimes): void;
  /** Ends the watching, not the task: the promise rejects with `signal.reason`. */
  signal?: AbortSignal;
}

/** Why a task has no result. */
export class TaskError extends Error {
  constructor(code: string, message: string, status: 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'LOST');
  readonly name: 'TaskError';
  /** `task_failed`, `cancelled`, `timed_out`, `shutting_down`, `result_not_serializable`, `task_lost`, or the task's own code. */
  readonly code: string;
  readonly status: 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'LOST';
}

/**
 * Watches a task until it ends, through cuts, sleeping tabs and restarts of the server.
 *
 * Resolves with the task's result. Rejects with a {@link TaskError} if it ended otherwise or is
 * lost, with `signal.reason` if aborted, with a `TypeError` if the URL is not that of a stream.
 * Watching one task several times costs one stream.
 *
 * @param streamUrl the `streamUrl` of the answer that started the task; relative to the page, or of another origin
 */
export function watchTask<R = any>(streamUrl: string | URL, options?: WatchOptions): Promise<R>;

/**
 * `<task-progress stream="…" cancellable aria-label="…">` shows one task.
 *
 * - Attributes: `stream`, the URL; `cancellable`, shows a button; `aria-label`, names the bar for
 *   assistive technology. The element itself keeps `state`, a {@link TaskState}, for style sheets.
 * - Slots: `result`, shown on completion, and `error`, shown on every other end. Without one, the
 *   result (as JSON unless it is a string) or the error's message is shown as text.
 * - Parts: `text`, `value`, `elapsed`, `remaining`, `cancel`, `track`, `bar`, `outcome`, `live`.
 * - Custom properties: `--task-color`, `--task-danger`, `--task-track`, `--task-height`.
 */
export class TaskProgress extends HTMLElement {}

/** The events of `<task-progress>`; all bubble. */
export interface TaskProgressEventMap {
  /** Begins with `waiting`, when the element comes into the page. */
  taskstatechange: CustomEvent<{ state: TaskState }>;
  taskprogress: CustomEvent<TaskProgressReport>;
  taskcompleted: CustomEvent<{ result: any }>;
  /** `error` is a {@link TaskError}, or a `TypeError` where `stream` is not the URL of a stream. */
  taskfailed: CustomEvent<{ error: Error & Partial<TaskError> }>;
  /** The button was pressed. `preventDefault()` keeps the element from sending the cancel request itself. */
  taskcancel: CustomEvent<null>;
}

declare global {
  interface HTMLElementTagNameMap {
    'task-progress': TaskProgress;
  }
  interface HTMLElementEventMap extends TaskProgressEventMap {}
}

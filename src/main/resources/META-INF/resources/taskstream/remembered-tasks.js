/* The tasks that this browser started, newest first, for all tabs: `{ stream, label, isOwned }`. */

const KEY = 'taskstream.tasks';
const MAX_TASKS = 100;

/** Where the browser stores nothing for this page. */
let unstored = [];

export function rememberedTasks() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return unstored;
  }
}

export function rememberTasks(tasks) {
  unstored = tasks.slice(0, MAX_TASKS);
  try {
    localStorage.setItem(KEY, JSON.stringify(unstored));
  } catch {
    // Then they are found until the page is left
  }
}

/** Calls back when another tab has remembered or forgotten a task, until the signal is aborted. */
export function whenOthersRemember(callback, signal) {
  addEventListener('storage', ({ key }) => key === KEY && callback(), { signal });
}

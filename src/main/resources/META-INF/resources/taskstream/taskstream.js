/* Types and contract of both modules: taskstream.d.ts */

export { TaskError, watchTask } from './watch-task.js';
export { TaskProgress } from './task-progress.js';

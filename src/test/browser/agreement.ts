/** Does not compile where what the modules export is not what taskstream.d.ts declares. */
import * as declared from '../../main/resources/META-INF/resources/taskstream/taskstream.js';
import * as watching from '../../main/resources/META-INF/resources/taskstream/watch-task.js';
import * as listing from '../../main/resources/META-INF/resources/taskstream/task-list.js';
import * as showing from '../../main/resources/META-INF/resources/taskstream/task-progress.js';

/** Whether each has the members of the other. */
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : false) : false;

const watchTask: typeof declared.watchTask = watching.watchTask;
const TaskError: typeof declared.TaskError = watching.TaskError;
const TaskProgress: typeof declared.TaskProgress = showing.TaskProgress;

const sameError: Same<watching.TaskError, declared.TaskError> = true;
const sameElement: Same<Omit<showing.TaskProgress, `${string}Callback`>, declared.TaskProgress> = true;
const sameWords: Same<typeof showing.TaskProgress.words, declared.TaskProgressWords> = true;

const sameList: Same<Omit<listing.TaskList, `${string}Callback`>, declared.TaskList> = true;
const sameListWords: Same<typeof listing.TaskList.words, declared.TaskListWords> = true;

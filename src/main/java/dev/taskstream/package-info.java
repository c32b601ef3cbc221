/**
 * The API of Taskstream: tasks, their progress, the service that starts them, and the log
 * of their events. It depends on neither a servlet container nor Spring.
 */
@NullMarked
package dev.taskstream;

import org.jspecify.annotations.NullMarked;

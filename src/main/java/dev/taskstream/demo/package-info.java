/**
 * The runnable service: two tasks, the controller that starts them, and a page. It uses
 * Taskstream as any application would.
 */
@NullMarked
package dev.taskstream.demo;

import org.jspecify.annotations.NullMarked;

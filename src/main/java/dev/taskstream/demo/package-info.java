/**
 * The demo application: two tasks, the controller that starts them, and a page. It uses
 * only the public API of Taskstream.
 */
@NullMarked
package dev.taskstream.demo;

import org.jspecify.annotations.NullMarked;

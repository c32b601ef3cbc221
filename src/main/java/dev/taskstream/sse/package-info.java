/**
 * The HTTP endpoints of tasks, with their logs as server-sent events.
 */
@NullMarked
package dev.taskstream.sse;

import org.jspecify.annotations.NullMarked;

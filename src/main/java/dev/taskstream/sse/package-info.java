/**
 * The HTTP edge: the endpoints beside a task, and its log as server-sent events.
 */
@NullMarked
package dev.taskstream.sse;

import org.jspecify.annotations.NullMarked;

/**
 * The engine that runs tasks and keeps their logs. Its entry point is {@link TaskEngine}.
 */
@NullMarked
package dev.taskstream.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Runs tasks and keeps what they said. Its one public door is {@link TaskEngine}.
 */
@NullMarked
package dev.taskstream.engine;

import org.jspecify.annotations.NullMarked;

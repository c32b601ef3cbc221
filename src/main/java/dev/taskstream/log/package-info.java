/**
 * The event log of a task: its numbered events, the cursors that read them, and the codec
 * for an event.
 */
@NullMarked
package dev.taskstream.log;

import org.jspecify.annotations.NullMarked;

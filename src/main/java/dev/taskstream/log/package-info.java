/**
 * One task's story: its numbered events, the cursors that read them, and the codec that
 * writes and reads an event.
 */
@NullMarked
package dev.taskstream.log;

import org.jspecify.annotations.NullMarked;

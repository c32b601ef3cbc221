package dev.taskstream;

import org.jspecify.annotations.Nullable;

/**
 * An application event published when an accepted task has ended, in whatever way.
 * Listeners are called on a thread of their own, always after those of the task's
 * {@link TaskAcceptedEvent}.
 *
 * @param info the task as it ended
 * @param owner the name of the principal that the task belongs to, or {@code null} if
 * there is none
 */
public record TaskEndedEvent(TaskInfo info, @Nullable String owner) {

}

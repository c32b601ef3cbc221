package dev.taskstream;

import org.jspecify.annotations.Nullable;

/**
 * An application event published when a task has been accepted. Listeners are called on a
 * thread of their own, always before those of the task's {@link TaskEndedEvent}.
 *
 * @param info the task as it was accepted, always {@link TaskStatus#PENDING}
 * @param owner the name of the principal that the task belongs to, or {@code null} if
 * there is none
 */
public record TaskAcceptedEvent(TaskInfo info, @Nullable String owner) {

}

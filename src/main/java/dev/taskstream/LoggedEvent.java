package dev.taskstream;

/**
 * An event with its place in a log.
 *
 * @param id the number of the event within its task, 1 for the first
 * @param event what happened
 */
public record LoggedEvent(long id, TaskEvent event) {

}

package dev.taskstream;

/**
 * An event with its number in a {@link TaskLog}.
 *
 * @param id the number of the event within its task, 1 for the first
 * @param event the event
 */
public record LoggedEvent(long id, TaskEvent event) {

}

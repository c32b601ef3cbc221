package dev.taskstream.log;

/**
 * The settings that all logs of a service share.
 *
 * @param time the source of the events' times
 * @param delivery how readers are signalled
 * @param history how many events a log keeps
 */
public record LogSettings(TimeSource time, Delivery delivery, int history) {

}

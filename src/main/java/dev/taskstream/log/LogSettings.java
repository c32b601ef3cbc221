package dev.taskstream.log;

/**
 * What all logs of a service share.
 *
 * @param time the time of events
 * @param delivery where readers are signalled
 * @param history how many events a log keeps
 */
public record LogSettings(TimeSource time, Delivery delivery, int history) {

}

/**
 * What operators see with Spring Boot's actuator: meters, an endpoint and a health
 * contribution. Nothing else depends on it.
 */
@NullMarked
package dev.taskstream.actuate;

import org.jspecify.annotations.NullMarked;

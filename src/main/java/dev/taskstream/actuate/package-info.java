/**
 * Support for Spring Boot's actuator: meters, an endpoint and a health indicator. No
 * other package except the auto-configuration depends on it.
 */
@NullMarked
package dev.taskstream.actuate;

import org.jspecify.annotations.NullMarked;

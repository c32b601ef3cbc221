package dev.taskstream.scenario;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where streams end without a dispatch, since no interceptor waits for one.
 */
@TestPropertySource(properties = "scenario.interceptor=false")
class UndispatchedDepartureTests extends DepartureTests {

}

/**
 * Test support for the tasks of an application: execute one without a service
 * ({@link dev.taskstream.test.RecordedRun}), read a stream as a client does
 * ({@link dev.taskstream.test.TaskStreamClient}), and assert the events of either
 * ({@link dev.taskstream.test.TaskstreamAssertions}). Only the assertions need AssertJ,
 * and nothing here needs Spring.
 */
@NullMarked
package dev.taskstream.test;

import org.jspecify.annotations.NullMarked;

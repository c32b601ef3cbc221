package dev.taskstream.sse;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.UUID;

import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskUnavailableException;
import dev.taskstream.log.Logs;
import dev.taskstream.test.SettableClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations on a task that was found, and cannot be reached a moment later.
 */
class UnreachableTaskTests {

	private final UUID id = UUID.randomUUID();

	private final TaskLog log = Logs.create(this.id, Logs.time(new SettableClock()), 8);

	private final TaskController controller = new TaskController((TaskService) Proxy.newProxyInstance(
			getClass().getClassLoader(), new Class<?>[] { TaskService.class }, (proxy, method, arguments) -> {
				if (method.getName().equals("log")) {
					return Optional.of(this.log);
				}
				throw new TaskUnavailableException("The node of the task is away");
			}), (task, owner, caller) -> true,
			new StreamContext(new OpenStreams(1, 0), new StreamCounters(), Runnable::run, Runnable::run));

	private static void assertThatItMayBeTriedAgain(ThrowingCallable operation) {
		assertThatExceptionOfType(UndecidedAccessException.class).isThrownBy(operation)
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
	}

	@Test
	void cancelMayBeTriedAgain() {
		assertThatItMayBeTriedAgain(() -> this.controller.cancel(this.id.toString(), new MockHttpServletRequest()));
	}

	@Test
	void removalMayBeTriedAgain() {
		assertThatItMayBeTriedAgain(() -> this.controller.remove(this.id.toString(), new MockHttpServletRequest()));
	}

}

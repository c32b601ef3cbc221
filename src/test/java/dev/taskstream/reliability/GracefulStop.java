package dev.taskstream.reliability;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.taskstream.scenario.RunningService;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops a service and asks Spring's web server whether it has found a request that was
 * still active, for which it waits half a minute.
 */
final class GracefulStop {

	private GracefulStop() {
	}

	static void of(RunningService service) {
		Logger server = (Logger) LoggerFactory.getLogger("org.springframework.boot.tomcat.GracefulShutdown");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		server.addAppender(lines);
		try {
			service.close();
		}
		finally {
			server.detachAppender(lines);
		}
		List<String> said = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
		assertThat(said).as("what the web server said").contains("Graceful shutdown complete");
	}

}

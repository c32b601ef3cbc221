package dev.taskstream.scenario;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test during which anybody logs a WARN or an ERROR.
 */
public final class QuietLog extends AppenderBase<ILoggingEvent> implements BeforeEachCallback, AfterEachCallback {

	/** What tests provoke: tasks that fail, and starts for which there is no room. */
	private static final Set<String> PROVOKED = Set.of("dev.taskstream.engine.EndReport",
			"dev.taskstream.engine.WorkerPool");

	/**
	 * What Tomcat logs when it drops a request that fails on two threads at once, as
	 * about one in a thousand does whose client hangs up.
	 */
	private static final String DROPPED = "Error reading request, ignored";

	private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

	private volatile Predicate<ILoggingEvent> permitted = (event) -> false;

	private volatile Level ours = Level.WARN;

	@Override
	public void beforeEach(ExtensionContext context) {
		attach();
	}

	/**
	 * Listens anew after the start of an application, which resets the logging system and
	 * says what its limits are.
	 */
	public void attach() {
		this.events.clear();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		setContext(root.getLoggerContext());
		root.detachAppender(this);
		start();
		root.addAppender(this);
	}

	/**
	 * Lets a logger say what it likes.
	 */
	public void permit(String loggerName) {
		permit((event) -> event.getLoggerName().equals(loggerName));
	}

	/**
	 * Permits events in addition to those that are permitted already.
	 */
	public void permit(Predicate<ILoggingEvent> events) {
		this.permitted = this.permitted.or(events);
	}

	/**
	 * Fails the test also if the library logs anything above DEBUG.
	 */
	public QuietLog aboveDebug() {
		this.ours = Level.INFO;
		return this;
	}

	@Override
	protected void append(ILoggingEvent event) {
		// Bean Validation looks for JPA, whose API other tests have on the class path
		boolean foreign = event.getLoggerName().startsWith("jakarta.persistence")
				|| PROVOKED.contains(event.getLoggerName()) || event.getMessage().equals(DROPPED);
		Level least = event.getLoggerName().startsWith("dev.taskstream") ? this.ours : Level.WARN;
		if (event.getLevel().isGreaterOrEqual(least) && !foreign && !this.permitted.test(event)) {
			this.events.add(event);
		}
	}

	public List<String> lines() {
		return this.events.stream()
			.map((event) -> event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
					+ ((event.getThrowableProxy() != null) ? " " + event.getThrowableProxy().getClassName() : ""))
			.toList();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		assertThat(root.isAttached(this)).as("still listening").isTrue();
		root.detachAppender(this);
		assertThat(lines()).as("WARN and ERROR lines").isEmpty();
	}

}

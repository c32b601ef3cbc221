package dev.taskstream.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Records what a class logs, instead of printing it.
 */
public final class LogRecorder extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger logger;

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	public LogRecorder(Class<?> type) {
		this.logger = (Logger) LoggerFactory.getLogger(type);
		this.logger.setAdditive(false);
		this.logger.setLevel(Level.DEBUG);
		this.logger.addAppender(this);
		start();
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	/**
	 * The messages at WARN and above.
	 */
	public List<String> warnings() {
		return this.events.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	/**
	 * The messages with their levels, and with the exceptions that belong to them.
	 */
	public List<String> lines() {
		return this.events.stream().map(LogRecorder::line).toList();
	}

	private static String line(ILoggingEvent event) {
		IThrowableProxy thrown = event.getThrowableProxy();
		return event.getLevel() + " " + event.getFormattedMessage()
				+ ((thrown != null) ? " <- " + thrown.getClassName() + ": " + thrown.getMessage() : "");
	}

	/**
	 * The methods in the stack traces of all exceptions.
	 */
	public List<String> methods() {
		return this.events.stream()
			.map(ILoggingEvent::getThrowableProxy)
			.filter(Objects::nonNull)
			.flatMap((thrown) -> Arrays.stream(thrown.getStackTraceElementProxyArray()))
			.map((element) -> element.getStackTraceElement().getMethodName())
			.toList();
	}

	/**
	 * The values that a key had in the MDC when something was logged.
	 */
	public List<String> mdc(String key) {
		return this.events.stream().map((event) -> event.getMDCPropertyMap().get(key)).toList();
	}

	@Override
	public void close() {
		this.logger.setLevel(null);
		this.logger.detachAppender(this);
		this.logger.setAdditive(true);
	}

}

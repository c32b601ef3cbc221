package dev.taskstream.sse;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.taskstream.TaskLog;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Last-Event-ID} of a client that reconnects: for each task the number of the
 * last event that it has received, in the order of the tasks in the request, joined by
 * dots. For one task this is a plain number; {@code x} stands for a task that was
 * reported as unknown.
 */
final class LastEventId {

	/** The position in a task that was reported as unknown. */
	static final long UNKNOWN = -1;

	private static final Pattern FORM = Pattern.compile("(\\d{1,18}|x)(\\.(\\d{1,18}|x))*");

	private final List<List<Long>> candidates;

	private LastEventId(List<List<Long>> candidates) {
		this.candidates = candidates;
	}

	/**
	 * Return the id of a request: from its header, which takes precedence, or from its
	 * parameter.
	 */
	static LastEventId of(HttpServletRequest request) {
		return of(request.getHeader("Last-Event-ID"), Parameters.first(request, "lastEventId"));
	}

	/**
	 * Return the id from the first of the given texts that is well-formed and suits the
	 * tasks.
	 */
	static LastEventId of(@Nullable String... texts) {
		return new LastEventId(
				Arrays.stream(texts).filter(LastEventId::isWellFormed).map(LastEventId::positions).toList());
	}

	private static boolean isWellFormed(@Nullable String text) {
		return text != null && FORM.matcher(text).matches();
	}

	private static List<Long> positions(String text) {
		return Arrays.stream(text.split("\\."))
			.map((position) -> position.equals("x") ? UNKNOWN : Long.parseLong(position))
			.toList();
	}

	/**
	 * Return the number of the last event that the client has received, for a request for
	 * one task.
	 * @return 0 for none
	 */
	long in(TaskLog log) {
		return this.candidates.stream()
			.filter((positions) -> positions.size() == 1 && isIn(log, positions.get(0)) && positions.get(0) >= 0)
			.map((positions) -> positions.get(0))
			.findFirst()
			.orElse(0L);
	}

	/**
	 * Return the number of the last event that the client has received of each task.
	 * @param logs the tasks in the order of the request, {@code null} for an unknown one
	 * @return a position for each; all 0 if the id is from other tasks or from before a
	 * restart of the service
	 */
	List<Long> in(List<? extends @Nullable TaskLog> logs) {
		IntFunction<@Nullable TaskLog> log = logs::get;
		List<Long> positions = this.candidates.stream()
			.filter((candidate) -> candidate.size() == logs.size()
					&& IntStream.range(0, logs.size()).allMatch((i) -> isIn(log.apply(i), candidate.get(i))))
			.findFirst()
			.orElse(Collections.nCopies(logs.size(), 0L));
		return IntStream.range(0, logs.size())
			.mapToObj((i) -> (log.apply(i) != null) ? Math.max(positions.get(i), 0) : positions.get(i))
			.toList();
	}

	private static boolean isIn(@Nullable TaskLog log, long position) {
		return log == null || position <= log.lastEventId();
	}

	/**
	 * Format positions as an id that a client sends when it reconnects.
	 */
	static String format(long[] positions) {
		StringBuilder id = new StringBuilder();
		for (long position : positions) {
			id.append(id.isEmpty() ? "" : ".");
			id = (position == UNKNOWN) ? id.append('x') : id.append(position);
		}
		return id.toString();
	}

}

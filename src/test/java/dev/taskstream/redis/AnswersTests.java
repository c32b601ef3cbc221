package dev.taskstream.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.taskstream.TaskUnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What may come instead of an answer.
 */
class AnswersTests {

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	/**
	 * As a connection does that is closed with commands in its queue.
	 */
	@Test
	void anAnswerThatIsCancelledIsUnavailable() {
		this.answer.cancel(false);

		assertThatExceptionOfType(TaskUnavailableException.class).isThrownBy(this::get);
	}

	@Test
	void anInterruptedThreadStaysInterrupted() {
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(TaskUnavailableException.class).isThrownBy(this::get);
		assertThat(Thread.interrupted()).isTrue();
	}

	private String get() throws Exception {
		return Answers.get(this.answer, Duration.ofMinutes(1));
	}

}

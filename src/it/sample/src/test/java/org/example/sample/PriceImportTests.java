package org.example.sample;

import java.lang.reflect.Proxy;
import java.util.List;

import dev.taskstream.test.RecordedRun;
import dev.taskstream.test.RecordingProgress;
import org.junit.jupiter.api.Test;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

class PriceImportTests {

	private final PriceImport priceImport = new PriceImport(keepsNothing());

	@Test
	void importsEveryLineAndReportsIt() {
		RecordedRun<PriceImport.Summary> run = RecordedRun.of(this.priceImport,
				new PriceImport.Parameters(List.of("nut;12", "bolt;34")));

		assertThat(run).isCompletedWith("{\"imported\":2}").hasReported("2 of 2", 1.0).neverGoesBack();
		assertThat(run.result().imported()).isEqualTo(2);
	}

	@Test
	void namesTheLineThatIsWrong() {
		RecordedRun<?> run = RecordedRun.of(this.priceImport, new PriceImport.Parameters(List.of("nonsense")));

		assertThat(run).hasFailedWith("bad_line");
		assertThat(run.failure()).hasMessageContaining("nonsense");
	}

	@Test
	void stopsWhenItIsCancelled() {
		RecordingProgress progress = new RecordingProgress().cancelAfter(1);

		RecordedRun<?> run = RecordedRun.of(this.priceImport,
				new PriceImport.Parameters(List.of("nut;12", "bolt;34")), progress);

		assertThat(run).isCancelled().hasReportedExactly("0 of 2");
	}

	private static PriceRepository keepsNothing() {
		return (PriceRepository) Proxy.newProxyInstance(PriceRepository.class.getClassLoader(),
				new Class<?>[] { PriceRepository.class }, (proxy, method, args) -> args[0]);
	}

}

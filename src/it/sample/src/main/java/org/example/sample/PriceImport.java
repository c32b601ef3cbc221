package org.example.sample;

import java.util.List;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import jakarta.validation.constraints.NotEmpty;

import org.springframework.stereotype.Component;

@Component
public class PriceImport extends BaseTask<PriceImport.Parameters, PriceImport.Summary> {

	private final PriceRepository prices;

	public PriceImport(PriceRepository prices) {
		this.prices = prices;
	}

	@Override
	protected Summary execute(Parameters parameters, ProgressHandle progress) {
		for (String line : progress.track(parameters.lines())) {
			this.prices.save(parse(line));
		}
		return new Summary(parameters.lines().size());
	}

	private static Price parse(String line) {
		String[] fields = line.split(";");
		if (fields.length != 2) {
			throw new TaskException("bad_line", "Not an article and a price: " + line);
		}
		return new Price(fields[0], Long.parseLong(fields[1]));
	}

	public record Parameters(@NotEmpty List<String> lines) {

	}

	public record Summary(int imported) {

	}

}

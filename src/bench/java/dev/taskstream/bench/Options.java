package dev.taskstream.bench;

import java.util.List;

import dev.taskstream.bench.Server.Container;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * The options of the command line, each as {@code --name=value}.
 *
 * @param rounds how often to start the servers and run everything
 * @param turns how often the warm servers take turns in each row of a round
 * @param rows the rows to run; empty for all
 * @param containers the containers to run the rows with warm servers on
 * @param scale by what to multiply the number of streams, tasks and clients and the
 * length of runs
 * @param heap the greatest heap of a server
 */
record Options(@DefaultValue("3") int rounds, @DefaultValue("1") int turns, @DefaultValue List<String> rows,
		@DefaultValue("tomcat") List<Container> containers, @DefaultValue("1") double scale,
		@DefaultValue("1g") String heap) {

	static Options parse(String[] args) {
		Binder binder = new Binder(ConfigurationPropertySource.from(new SimpleCommandLinePropertySource(args)));
		return binder.bindOrCreate("", Bindable.of(Options.class),
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

	/** Scale a count or a length. */
	int scaled(int value) {
		return (int) Math.max(1, Math.round(value * this.scale));
	}

	boolean wants(String row) {
		return this.rows.isEmpty() || this.rows.contains(row);
	}

}

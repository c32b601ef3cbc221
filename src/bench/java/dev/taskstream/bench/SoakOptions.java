package dev.taskstream.bench;

import java.util.List;

import dev.taskstream.bench.Server.Container;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * The options of a soak on the command line, each as {@code --name=value}.
 *
 * @param seconds how long the load lasts
 * @param streams how many streams are open all the time; one in twenty is never read
 * @param rate how many tasks are started in a second
 * @param heap the greatest heap of the server
 */
record SoakOptions(@DefaultValue("600") int seconds, @DefaultValue("1000") int streams, @DefaultValue("1000") int rate,
		@DefaultValue("512m") String heap) {

	static SoakOptions parse(String[] args) {
		Binder binder = new Binder(ConfigurationPropertySource.from(new SimpleCommandLinePropertySource(args)));
		return binder.bindOrCreate("", Bindable.of(SoakOptions.class));
	}

	Options ofServer() {
		return new Options(1, 1, List.of(), List.of(Container.TOMCAT), 1, this.heap);
	}

}

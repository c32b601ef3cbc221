package org.example.sample;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiKeys.class)
class SecurityConfiguration {

	@Bean
	@Order(1)
	SecurityFilterChain programs(HttpSecurity http) {
		return http.securityMatcher(new RequestHeaderRequestMatcher(HttpHeaders.AUTHORIZATION))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(CsrfConfigurer::disable)
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain devices(HttpSecurity http, ApiKeys keys) {
		return http.securityMatcher(new RequestHeaderRequestMatcher(ApiKeyFilter.HEADER))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.addFilterBefore(new ApiKeyFilter(keys.apiKeys()), AnonymousAuthenticationFilter.class)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(CsrfConfigurer::disable)
			.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain people(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin(Customizer.withDefaults())
			.csrf(CsrfConfigurer::spa)
			.exceptionHandling((errors) -> errors.defaultAuthenticationEntryPointFor(
					new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
					PathPatternRequestMatcher.withDefaults().matcher("/api/**")))
			.build();
	}

	@Bean
	InMemoryUserDetailsManager users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("ada").password("{noop}engine").roles("USER").build(),
				User.withUsername("grace").password("{noop}compiler").roles("USER").build());
	}

	/**
	 * Stands in for an identity provider: a token is "token-of-" and a name.
	 */
	@Bean
	JwtDecoder tokens() {
		return (token) -> {
			if (!token.startsWith("token-of-")) {
				throw new BadJwtException("Not one of ours");
			}
			return Jwt.withTokenValue(token).header("alg", "none").subject(token.substring("token-of-".length())).build();
		};
	}

}

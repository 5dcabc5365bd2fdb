using System.Net.Http.Headers;
using System.Text;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>REST over HTTP, for servers that cannot take it over the websocket.</summary>
/// <param name="http">A client whose idle connections end before Asterisk's <c>session_keep_alive</c> of 15 s.</param>
/// <param name="options">The node's address and credentials.</param>
/// <param name="time">Measures timeouts.</param>
public sealed class AriHttpTransport(HttpClient http, AriLinkOptions options, TimeProvider time) : IAriTransport
{
    private readonly Uri _base = new(
        options.HttpUrl ?? throw new ArgumentException($"Node {options.Node} has no HttpUrl.", nameof(options)), "ari/");

    private readonly AuthenticationHeaderValue _authorization = Credentials(options);

    /// <inheritdoc/>
    public async Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.Timeout ?? options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method.Word()), new Uri(_base, request.RelativeUri()));
        message.Headers.Authorization = _authorization;
        var body = request.Body();
        if (!body.IsEmpty)
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        try
        {
            using var response = await http.SendAsync(message, either.Token);
            return new AriResponse((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AriTransportException($"{request} to {options.Node}: no answer in time.", e);
        }
        catch (HttpRequestException e)
        {
            throw new AriTransportException($"{request} to {options.Node}: {e.Message}", e);
        }
    }

    internal static AuthenticationHeaderValue Credentials(AriLinkOptions options)
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
}

using System.Globalization;
using System.Net;
using CallControl.Crm.Contracts;

namespace CallControl.Delivery.Exchanges;

/// <summary>Every request to a CRM passes here: it waits for its turn, has its time, is logged, and comes back as an answer or as a <see cref="CrmException"/>.</summary>
internal sealed class ExchangeHandler(
    CrmApi api, string gateName, string enterprise, string integration, IRateGate gate, ExchangeLog log, Redaction redaction, TimeProvider time) : DelegatingHandler
{
    private const string GivenUp = "given up by the caller";
    private const int LargestAnswer = 16 * 1024 * 1024;

    // For a vendor that says "too many" and not until when: a part of its span, more and more while it goes on. Some lock out who is refused too often.
    private const int FirstPausePart = 20;
    private static readonly TimeSpan LongestOwnPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The call that this flow of work is about; for the log.</summary>
    public static AsyncLocal<Guid?> CurrentCall { get; } = new();

    private readonly Lock _gate = new();
    private int _pauses;
    private DateTimeOffset _pausedUntil;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        await using var turn = await gate.EnterAsync(gateName, api.Limit, cancellationToken);
        using var limit = new CancellationTokenSource(api.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var (at, from) = (time.GetUtcNow(), time.GetTimestamp());
        HttpResponseMessage? answer = null;
        string? received = null;
        string? error = null;
        try
        {
            answer = await base.SendAsync(request, either.Token);
            await answer.Content.LoadIntoBufferAsync(LargestAnswer, either.Token);
            received = IsText(answer) ? await answer.Content.ReadAsStringAsync(either.Token) : null;
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                Resume();
            if (ProblemOf(answer) is not { } problem)
                return answer;
            error = problem.Message;
            if (problem.RetryAfter is { } asked)
                await gate.CloseAsync(gateName, asked, cancellationToken);
            else if (answer.StatusCode == HttpStatusCode.TooManyRequests && Pause() is { } pause)
                await gate.CloseAsync(gateName, pause, cancellationToken);
            answer.Dispose();
            throw problem;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            error = $"no answer within {api.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
            throw new CrmException(error) { IsTransient = true };
        }
        catch (OperationCanceledException)
        {
            error = GivenUp;
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            error = e.Message;
            throw new CrmException($"The {api.Name} API was not reached: {e.Message}", e) { IsTransient = true };
        }
        finally
        {
            var took = time.GetElapsedTime(from);
            DeliveryMetrics.Exchange.Record(took.TotalSeconds, new("integration", integration), new("api", api.Name), new("result", ResultOf(answer, error, limit.IsCancellationRequested)));
            log.Add(new Exchange(
                at, enterprise, integration, CurrentCall.Value, api.Name, request.Method.Method, redaction.Of(request.RequestUri?.ToString()) ?? "", redaction.Of(sent),
                answer is null ? null : (int)answer.StatusCode, redaction.Of(received), redaction.Of(error), (int)took.TotalMilliseconds));
        }
    }

    private static string ResultOf(HttpResponseMessage? answer, string? error, bool isLate) => (answer, error) switch
    {
        (null, _) => isLate ? "timeout" : error == GivenUp ? "given_up" : "unreachable",
        ({ StatusCode: HttpStatusCode.TooManyRequests }, _) => "too_many",
        ({ StatusCode: >= HttpStatusCode.InternalServerError }, not null) => "failed",
        ({ StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError }, _) => "refused",
        (_, null) => "ok",
        _ => isLate ? "timeout" : error == GivenUp ? "given_up" : "unreachable", // the answer broke off
    };

    /// <summary>Null when a pause is on: the others of one burst are no further sign.</summary>
    private TimeSpan? Pause()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _pausedUntil)
                return null;
            var pause = api.Limit.Per / FirstPausePart * Math.Pow(2, Math.Min(_pauses++, 20));
            pause = pause < LongestOwnPause ? pause : LongestOwnPause;
            _pausedUntil = now + pause;
            return pause;
        }
    }

    private void Resume()
    {
        lock (_gate)
        {
            if (time.GetUtcNow() >= _pausedUntil)
                _pauses = 0;
        }
    }

    private CrmException? ProblemOf(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if ((status < 500 && answer.StatusCode != HttpStatusCode.TooManyRequests) || api.IsAnswer?.Invoke(answer) == true)
            return null;
        return new CrmException($"The {api.Name} API answered {status}")
        {
            IsTransient = true,
            Code = status.ToString(CultureInfo.InvariantCulture),
            RetryAfter = RetryAfterOf(answer),
        };
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => api.RetryAfter?.Invoke(answer),
        };
        return asked is { } wait && wait > TimeSpan.Zero ? wait < LongestPause ? wait : LongestPause : null;
    }

    private static bool IsText(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType is not { } type
        || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.Contains("json", StringComparison.OrdinalIgnoreCase)
        || type.Contains("xml", StringComparison.OrdinalIgnoreCase) || type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase);
}

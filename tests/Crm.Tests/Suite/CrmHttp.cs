using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.Suite;

/// <summary>Clients as <see cref="ICrmHttp"/> promises them, without a log and without replicas.</summary>
internal sealed class CrmHttp(Steps steps) : ICrmHttp, IDisposable
{
    private readonly SocketsHttpHandler _sockets = new() { AutomaticDecompression = DecompressionMethods.GZip, AllowAutoRedirect = false };

    // What is counted lives longer than an adapter.
    private readonly ConcurrentDictionary<string, RequestWindow> _windows = new();

    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();

    // One client for whoever asks the same API: nobody may change it.
    public HttpClient Create(CrmApi api) =>
        _clients.GetOrAdd($"{api.Name} {api.CountedBy} {api.Timeout}", _ => new HttpClient(new Handler(api, Window(api), steps, _sockets), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        });

    public void Dispose() => _sockets.Dispose();

    private RequestWindow Window(CrmApi api) =>
        _windows.GetOrAdd($"{api.Name} {api.CountedBy}", _ => new RequestWindow(api.Limit.Requests, api.Limit.Per, api.Limit.Parallel, TimeProvider.System));

    private sealed class Handler(CrmApi api, RequestWindow window, Steps steps, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            steps.Take();
            while (window.Enter() is var room && room != TimeSpan.Zero)
                await Task.Delay(room ?? TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
            using var limit = new CancellationTokenSource(api.Timeout, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                var response = await base.SendAsync(request, either.Token);
                await response.Content.LoadIntoBufferAsync(either.Token);
                if ((response.StatusCode != HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500) || api.IsAnswer?.Invoke(response) == true)
                    return response;
                throw new CrmException($"{api.Name} answered {(int)response.StatusCode}")
                {
                    IsTransient = true,
                    Code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture),
                    RetryAfter = response.Headers.RetryAfter?.Delta ?? api.RetryAfter?.Invoke(response),
                };
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CrmException("no answer in time", e) { IsTransient = true };
            }
            catch (HttpRequestException e)
            {
                throw new CrmException($"{api.Name} was not reached", e) { IsTransient = true };
            }
            finally
            {
                window.Leave();
            }
        }
    }
}

<?php
// A second implementation of the vendor's scheme, in nothing but PHP's own functions: what it computes and what the
// sandbox answers it comes out as one JSON object. Arguments: folder of the vectors, base URL, appId, appSecret.

declare(strict_types=1);

[, $vectors, $baseUrl, $appId, $appSecret] = $argv;

function keyOf(string $secret, string $scheme): string
{
    return $scheme === 'hex' ? hex2bin($secret) : substr(sha1(sha1($secret, true), true), 0, 16);
}

function sealText(string $text, string $secret, string $scheme): string
{
    $key = keyOf($secret, $scheme);
    $cipher = openssl_encrypt(base64_encode($text), 'aes-128-ecb', $key, OPENSSL_RAW_DATA);
    return $scheme === 'hex' ? bin2hex($cipher) : base64_encode($cipher);
}

function openText(string $sealed, string $secret, string $scheme): ?string
{
    $cipher = $scheme === 'hex' ? hex2bin($sealed) : base64_decode($sealed, true);
    $base64 = openssl_decrypt($cipher, 'aes-128-ecb', keyOf($secret, $scheme), OPENSSL_RAW_DATA);
    $text = $base64 === false ? false : base64_decode($base64, true);
    return $text === false ? null : $text;
}

/** Keys sorted by bytes at every depth, null members left out. */
function canonical(mixed $value): mixed
{
    if (is_array($value)) {
        return array_map('canonical', $value);
    }
    if (!is_object($value)) {
        return $value;
    }
    $members = array_filter(get_object_vars($value), fn ($member) => $member !== null);
    uksort($members, fn ($left, $right) => strcmp((string) $left, (string) $right));
    return (object) array_map('canonical', $members);
}

function canonicalJson(mixed $value): string
{
    return json_encode(canonical($value), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
}

function readVectors(string $folder, string $name): array
{
    return json_decode(file_get_contents("$folder/$name.json"), false, 64, JSON_THROW_ON_ERROR);
}

function checkSigning(object $vector): bool
{
    $origin = $vector->path . canonicalJson($vector->body);
    $cipher = sealText($origin, $vector->secret, $vector->scheme);
    return $origin === $vector->origin
        && base64_encode($origin) === $vector->base64
        && $cipher === $vector->cipher
        && md5($cipher) === $vector->sign;
}

function checkSealed(object $vector): bool
{
    return openText($vector->result, $vector->secret, $vector->scheme) === $vector->opens
        && sealText($vector->opens, $vector->secret, $vector->scheme) === $vector->result;
}

/** Posts a signed body; a sign that is given replaces the right one. */
function post(array $merchant, string $path, object $body, ?string $sign = null): array
{
    [$baseUrl, $appId, $appSecret] = $merchant;
    $json = canonicalJson($body);
    $sign ??= md5(sealText($path . $json, $appSecret, 'hex'));
    $headers = ["appId: $appId", "sign: $sign", 'content-type: application/json;charset=UTF-8'];
    $http = ['method' => 'POST', 'header' => $headers, 'content' => $json, 'ignore_errors' => true,
        'follow_location' => 0, 'timeout' => 15];
    $text = file_get_contents($baseUrl . $path, false, stream_context_create(['http' => $http]));
    $reply = json_decode($text, true, 64, JSON_THROW_ON_ERROR);
    if (isset($reply['result'])) {
        $reply['result'] = json_decode(openText($reply['result'], $appSecret, 'hex') ?? 'null', true);
    }
    return $reply;
}

$checked = [];
foreach (readVectors($vectors, 'signing') as $vector) {
    $checked["signing: $vector->name"] = checkSigning($vector);
}
foreach (['results', 'notify', 'template-list'] as $file) {
    foreach (readVectors($vectors, $file) as $vector) {
        $checked["$file: $vector->name"] = checkSealed($vector);
    }
}

$merchant = [$baseUrl, $appId, $appSecret];
$user = (object) ['mobilePrefix' => '86', 'mobileNumber' => '13900001111', 'email' => 'php@example.com'];
$other = (object) ['mobilePrefix' => '86', 'mobileNumber' => '13900002222', 'email' => 'other@example.com'];

echo json_encode([
    'vectors' => $checked,
    'registered' => post($merchant, '/user/register', $user),
    'again' => post($merchant, '/user/register', $user),
    'wrongSign' => post($merchant, '/user/register', $other, str_repeat('0', 32)),
    'signOfAnotherBody' => post($merchant, '/user/register', $other, md5(sealText('/user/register{}', $appSecret, 'hex'))),
    'afterRefusals' => post($merchant, '/user/register', $other),
], JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
